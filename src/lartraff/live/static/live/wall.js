/*! Licences of what is bundled here: wall.js.LEGAL.txt */
