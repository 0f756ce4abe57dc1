import { readFile } from 'node:fs/promises';
import { array, base64, object, pipe, safeParse, string } from 'valibot';
import { reason } from '../replay/find-logs';
import { textOf } from '../replay/text-of';
import { UserError } from '../terminal/user-error';

const schema = object({
  PublicKeyList: array(object({ Fingerprint: string(), Value: pipe(string(), base64()) })),
});

/** What `aws cloudtrail list-public-keys` printed, by fingerprint. */
export async function readKeys(path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new UserError(`${path} cannot be read: ${reason(error)}.`);
  });
  const { success, output } = safeParse(schema, parsed(textOf(bytes)));
  if (!success) {
    throw new UserError(`${path} is not what "aws cloudtrail list-public-keys" prints.`);
  }
  return new Map(
    output.PublicKeyList.map(({ Fingerprint, Value }) => [
      Fingerprint,
      Buffer.from(Value, 'base64'),
    ]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
