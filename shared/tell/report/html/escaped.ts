import { plain } from '../plain';

/** Fit to stand between tags and in quoted attributes. */
export const escaped = (text: string): string =>
  plain(text).replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
