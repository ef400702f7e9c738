"""The front-end assets: styles, scripts, images, and how they are built."""
