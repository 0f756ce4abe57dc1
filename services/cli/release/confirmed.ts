import { createInterface } from 'node:readline/promises';
import { UserError } from '../terminal/user-error';

/** Asks the person at the terminal. Throws where there is no terminal. */
export async function confirmed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new UserError(`${question} There is no terminal to ask at: say --yes.`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
