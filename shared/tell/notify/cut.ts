/** At most so many characters, never half of one; that something was cut is shown. */
export const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 2).replace(/[\ud800-\udbff]$/, '')} …`;
