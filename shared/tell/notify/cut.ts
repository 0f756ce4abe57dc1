/** At most so many characters, without splitting one; a mark shows that text was cut. */
export const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 2).replace(/[\ud800-\udbff]$/, '')} …`;
