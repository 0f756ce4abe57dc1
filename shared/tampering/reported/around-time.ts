/** A quarter of an hour before it, or after; what is no time stays a placeholder. */
export function aroundTime(at: string, quarters: number): string {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return '<time>';
  return `${new Date(time + quarters * 900_000).toISOString().slice(0, 19)}Z`;
}
