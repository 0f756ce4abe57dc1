/** As in package.json, which a test compares. Receivers of our messages may want to know the version. */
export const VERSION = '0.1.0';
