import { type Command, Option } from 'commander';
import type { Connection } from '../../../shared/aws/connection';
import { UserError } from '../terminal/user-error';

/** Which AWS a command talks to: the real one by default, the sandbox by --endpoint. */
export interface Target {
  readonly region: string;
  readonly endpoint?: string;
  readonly table: string;
  /** What is printed is for programs. */
  readonly json?: boolean;
}

export const withTarget = (command: Command): Command =>
  withEndpoint(
    command.option(
      '--region <region>',
      'home Region of the security account',
      process.env.AWS_REGION,
    ),
  );

export const withEndpoint = (command: Command): Command =>
  command
    .option('--endpoint <url>', 'another endpoint than AWS, e.g. the sandbox')
    .option('--table <name>', 'name of the table', 'trailwarden');

export function connectionTo({ region, endpoint }: Target): Connection {
  if (endpoint !== undefined && !URL.canParse(endpoint)) {
    throw new UserError(
      `--endpoint must be a URL such as http://127.0.0.1:4566, not "${endpoint}".`,
    );
  }
  if (region) regionOption(region);
  return { region: region ?? 'us-east-1', ...(endpoint && { endpoint }) };
}

/** The accounts and Regions that a command is asked about; absent: all of them. */
export interface Places {
  readonly account?: readonly string[];
  readonly in?: readonly string[];
}

/** Refuses a text that is no account id or Region before AWS is asked about it. */
export function placesOption({ account = [], in: regions = [] }: Places): void {
  for (const id of account) {
    if (!/^\d{12}$/.test(id)) {
      throw new UserError(`--account must be a 12-digit account id, not "${id}".`);
    }
  }
  for (const region of regions) regionOption(region);
}

function regionOption(region: string): void {
  if (/^[a-z]{2,4}(-[a-z]+)+-\d$/.test(region)) return;
  throw new UserError(`"${region}" is no Region such as us-east-1.`);
}

/** `--limit <n>`: an option that takes a whole number, `otherwise` where it is not given. */
export function whole(
  flags: string,
  description: string,
  [least, most]: readonly [number, number],
  otherwise?: number,
): Option {
  const [name] = flags.split(' ');
  return new Option(flags, description).default(otherwise).argParser((text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new UserError(`${name} must be a whole number from ${least} to ${most}, not "${text}".`);
  });
}
