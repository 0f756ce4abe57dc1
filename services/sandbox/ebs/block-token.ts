/** What a block is fetched with; it names snapshot and index, so that one for another block opens nothing. */
export const blockToken = (snapshotId: string, index: number): string =>
  Buffer.from(`${snapshotId}/${index}`).toString('base64');

export const opens = (token: string, snapshotId: string, index: number): boolean =>
  token === blockToken(snapshotId, index);
