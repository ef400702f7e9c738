// Everything works without this file; it makes what is there more comfortable.
import { initAll } from "./govuk-frontend.min.js";

initAll();
