import { jest } from '@jest/globals';
import { program } from '../../services/cli/main';
import { sentenceFor } from '../../services/cli/terminal/say-error';
import { exitCode } from '../../services/cli/terminal/user-error';
import type { Connection } from '../../shared/aws/connection';
import type { Ended } from '../conformance/run';

/**
 * The command in this process, with these keys: what it says and how it ends, as main() would have it.
 * A process of its own for each question would take a second or two. One at a time.
 */
export async function inProcess(args: readonly string[], keys: Connection = {}): Promise<Ended> {
  const to = keys.endpoint ? ['--endpoint', keys.endpoint] : [];
  takeKeys(keys);
  const said: string[] = [];
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  process.exitCode = exitCode.ok;
  // What is asked for stands on one line, unless a test asks for less room.
  process.env.COLUMNS ??= '500';
  const failure = await program()
    .parseAsync([...args, ...to], { from: 'user' })
    .then(() => undefined, sentenceFor)
    .finally(() => stdout.mockRestore());
  const code = failure?.code ?? Number(process.exitCode);
  process.exitCode = undefined;
  return { code, stdout: said.join(''), stderr: failure ? `${failure.sentence}\n` : '' };
}

/** Sets these keys in the environment and removes those of the caller before. */
function takeKeys({ region = '', credentials }: Connection): void {
  process.env.AWS_REGION = region;
  process.env.AWS_ACCESS_KEY_ID = credentials?.accessKeyId ?? '';
  process.env.AWS_SECRET_ACCESS_KEY = credentials?.secretAccessKey ?? '';
  process.env.AWS_SESSION_TOKEN = credentials?.sessionToken ?? '';
}
