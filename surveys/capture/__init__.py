"""The first stage: what people say comes in, by survey, workshop or file, and becomes contributions."""
