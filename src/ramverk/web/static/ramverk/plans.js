/* Small comforts of the plan editor. Every page works without this file. */
"use strict";
