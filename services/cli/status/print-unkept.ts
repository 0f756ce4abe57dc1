import pc from 'picocolors';
import { counted, print } from '../terminal/print';
import { accountOfPlace } from './account-of-place';
import type { Unkept } from './unkept-roles';

const NAMED = 5;

/** One line: whose roles may be bound by another text without a look finding it, and the command that ends that. */
export function printUnkept(unkept: readonly Unkept[]): void {
  const [first, ...others] = unkept;
  if (!first) return;
  const named = unkept.slice(0, NAMED).map(accountOfPlace).join(', ');
  const more = unkept.length > NAMED ? ` and ${unkept.length - NAMED} more` : '';
  const only = others.length > 0 ? '' : ` --account ${first.accountId}`;
  print(
    pc.yellow(
      `${counted(unkept.length, 'account')} with roles whose baseline is from before the text of their boundary was read, so that another text is not found: ${named}${more}. Compare and accept: trailwarden baseline accept --kind warden${only} --why …`,
    ),
  );
}
