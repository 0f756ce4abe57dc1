import type { Command } from 'commander';
import { placesOption } from '../target/target';
import { UserError } from '../terminal/user-error';
import type { NamedSubject } from './named-subject';

/** Where a subject is, of whose ARN that cannot be told. */
export interface PlaceOptions {
  readonly account?: string;
  readonly in?: string;
}

export const withPlace = (command: Command): Command =>
  command
    .option('--account <id>', 'its account, where neither its ARN nor a baseline says it')
    .option('--in <region>', 'its Region, where neither its ARN nor a baseline says it');

/** Refuses a place that is none, or is not the one in the ARN. */
export function placeOption({ account, in: region }: PlaceOptions, named: NamedSubject): void {
  placesOption({ ...(account && { account: [account] }), ...(region && { in: [region] }) });
  refuseOther('--account', account, named.accountId);
  refuseOther('--in', region, named.region);
}

function refuseOther(option: string, said: string | undefined, inArn: string | undefined): void {
  if (said === undefined || inArn === undefined || said === inArn) return;
  throw new UserError(`${option} ${said} is not where the subject is: its ARN says ${inArn}.`);
}
