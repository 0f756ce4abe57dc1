/** A busy port in one clear sentence; any other error as it is. */
export function portTaken(error: Error, port: number): Error {
  if (!('code' in error) || error.code !== 'EADDRINUSE') return error;
  return new Error(
    `Port ${port} on 127.0.0.1 is already in use; stop what listens there or choose another port.`,
    { cause: error },
  );
}
