/** The account of a place at the head of a line: `444455556666 (payments)`, the id alone where it has no name. */
export const accountOfPlace = ({
  accountId,
  name,
}: {
  readonly accountId: string;
  readonly name: string;
}): string => (name === accountId ? accountId : `${accountId} (${name})`);
