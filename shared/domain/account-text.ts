/** An account as a person reads it: `payments (444455556666)`, or only the id where its name is not known. */
export const accountText = ({
  accountId,
  accountName,
}: {
  readonly accountId: string;
  readonly accountName?: string | undefined;
}): string =>
  accountName !== undefined && accountName !== accountId
    ? `${accountName} (${accountId})`
    : accountId;
