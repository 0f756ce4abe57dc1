/** As in package.json, which a test compares: who receives from us may want to know from which one. */
export const VERSION = '0.1.0';
