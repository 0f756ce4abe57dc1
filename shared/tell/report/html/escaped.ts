import { plain } from '../plain';

/** Safe between tags and in quoted attributes. */
export const escaped = (text: string): string =>
  plain(text).replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
