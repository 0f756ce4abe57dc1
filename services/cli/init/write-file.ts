import { existsSync } from 'node:fs';
import { writeFile as write } from 'node:fs/promises';
import { callerAccount } from '../../../shared/aws/become-named';
import type { Connection } from '../../../shared/aws/connection';
import { profileConnection } from '../../../shared/aws/deployment/profile';
import {
  readDestinations,
  readOrganization,
} from '../../../shared/aws/deployment/seen-organization';
import { partsOf } from '../../../shared/deployment/config';
import { type Written, writeConfig } from '../../../shared/deployment/write-config';
import { given } from '../../../shared/domain/given';
import { globalRegionOf } from '../../../shared/domain/global-region';
import { partitionOf } from '../../../shared/domain/trail';
import { catalogue, SCHEMA } from '../target/config-file';
import { connectionTo } from '../target/target';
import { print, printJson } from '../terminal/print';
import { sentenceFor } from '../terminal/say-error';
import { UserError } from '../terminal/user-error';

interface InitOptions {
  readonly config: string;
  readonly region?: string;
  readonly regions?: readonly string[];
  readonly units?: readonly string[];
  readonly canary?: string;
  readonly logArchive?: string;
  readonly set?: readonly string[];
  readonly force?: boolean;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly json?: boolean;
}

export async function writeFile(options: InitOptions): Promise<void> {
  const { config: file, region, force } = options;
  if (existsSync(file) && !force)
    throw new UserError(`${file} is there already. Say --force to write it anew, or --config.`);
  if (!region)
    throw new UserError('Say the home Region of the security account: --region eu-central-1.');
  const here = connectionTo({ region, table: '', ...given({ endpoint: options.endpoint }) });
  const { profile } = options;
  const connection = profile ? await profileConnection(here, profile) : here;
  const said = Object.fromEntries((options.set ?? []).map(nameAndValue));
  const unread: string[] = [];
  const seen = await seenFrom(connection, region, options, (why) => unread.push(why));
  await write(
    file,
    writeConfig({ values: asWritten({ ...seen, ...said }), schema: SCHEMA }, catalogue()),
  );
  if (options.json) {
    printJson({ file, unread });
    return;
  }
  print(`${file} is written. Read it: every name says what it means.`);
  for (const why of unread) print(why);
  print('Then: trailwarden preflight');
}

/** A list where the key takes one. */
const asWritten = (values: Readonly<Record<string, string>>): Written =>
  Object.fromEntries(
    Object.entries(values).map(([name, text]) => [
      name,
      catalogue()[name]?.Type === 'CommaDelimitedList' ? partsOf(text) : text,
    ]),
  );

/** What the organization has, as parameters; what cannot be read is left out and told. */
async function seenFrom(
  connection: Connection,
  region: string,
  { regions = [], units, canary, logArchive }: InitOptions,
  tell: (why: string) => void,
): Promise<Readonly<Record<string, string>>> {
  const global = globalRegionOf(partitionOf(region));
  const governed = [...new Set([region, ...regions, global])];
  const organization = await readOrganization(connection).catch((error: unknown) => {
    tell(`Organizations could not be read: ${sentenceFor(error).sentence}`);
    return undefined;
  });
  const destinations = await readDestinations(connection).catch((error: unknown) => {
    tell(`The trails could not be read: ${sentenceFor(error).sentence}`);
    return undefined;
  });
  const archive =
    logArchive ?? organization?.accounts.find(({ name }) => /log.?archive/i.test(name))?.id;
  return {
    Region: region,
    SecurityAccountId: await callerAccount(connection),
    GovernedRegions: governed.join(','),
    ...given({
      CanaryUnitId: canary,
      OrganizationId: organization?.id,
      OrganizationalUnitIds: (units ?? [organization?.rootId]).filter(Boolean).join(','),
      ManagementAccountId: organization?.managementAccountId,
      LogArchiveAccountId: archive,
      ...(archive && { ProtectedBuckets: destinations?.buckets.join(',') }),
      ProtectedKeys: destinations?.keys.join(','),
      ProtectedTopics: destinations?.topics.join(','),
    }),
  };
}

function nameAndValue(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1)
    throw new UserError(`--set must be a name and a value such as EscalateAfter=3, not "${text}".`);
  return [text.slice(0, at), text.slice(at + 1)];
}
