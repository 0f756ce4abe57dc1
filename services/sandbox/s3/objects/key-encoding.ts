/** Keys as `encoding-type=url` wants them, for characters XML 1.0 cannot say; as they are without it. */
export function keyEncoding(type: unknown): (key: string) => string {
  if (type !== 'url') return (key) => key;
  return (key) => key.split('/').map(encodeURIComponent).join('/');
}
