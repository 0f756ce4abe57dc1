/** Node's code of an error, `ENOENT` or `Z_DATA_ERROR`; empty when it has none. */
export const codeOf = (error: unknown): string => {
  const { code } = Object(error) as { readonly code?: unknown };
  return typeof code === 'string' ? code : '';
};
