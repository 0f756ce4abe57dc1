import { observeDependency } from '../../../shared/aws/dependencies/observe-dependency';
import { serviceClients } from '../../../shared/aws/dependencies/service-clients';
import { confirmedSubscriptions, messagesIn } from '../../../shared/aws/deployment/read-center';
import { seen } from '../../../shared/aws/deployment/read-organization-level';
import { openStackSets } from '../../../shared/aws/deployment/stack-sets';
import { openStacks } from '../../../shared/aws/deployment/stacks';
import { responderSources } from '../../../shared/aws/deployment/stand-down';
import { guardCredentials, openSts } from '../../../shared/aws/member-access';
import { readKeptConfiguration } from '../../../shared/aws/notify/configuration-row';
import { readRelease } from '../../../shared/aws/releases/declare-release';
import { openTable } from '../../../shared/aws/table/table';
import type { Condition } from '../../../shared/deployment/condition';
import {
  centerConditions,
  sourceConditions,
  stackCondition,
  testConditions,
} from '../../../shared/deployment/doctor/judge-center';
import { partCondition } from '../../../shared/deployment/doctor/judge-parts';
import {
  lookConditions,
  queueCondition,
  roleCondition,
} from '../../../shared/deployment/doctor/judge-places';
import { regionsOf } from '../../../shared/deployment/stack-sets';
import { versionOf } from '../../../shared/deployment/version-of';
import { given } from '../../../shared/domain/given';
import { allParts } from '../../../shared/domain/parts';
import type { Place } from '../../../shared/domain/place';
import { partsAt, type Rendered } from '../../../shared/domain/release';
import { describeUnseen, type Seen } from '../../../shared/domain/seen';
import { partitionOf } from '../../../shared/domain/trail';
import { sealOf } from '../baseline/baseline-verified';
import { askTest } from '../notices/test-notices';
import { readPlaces } from '../status/read-places';
import { becomeOperator, READER } from '../target/become-operator';
import type { Deploying } from '../target/deployment-options';
import { deployedStacks } from '../upgrade/stacks';
import { inParallel } from '../verify/in-parallel';

interface After {
  /** Default: every account. */
  readonly accounts?: readonly string[];
  /** Sends a test message to every channel and waits for it. */
  readonly notify?: boolean;
}

const TABLE = 'trailwarden';
const AT_ONCE = 8;
/** A person waits for it, not a stopped trail. */
const PATIENCE_MS = 30_000;
const INACTIVE = ['joining', 'suspended', 'closed'];

/** Whether what is deployed works. Reads only. Rejects where the central stack or the table is not there. */
export async function lookAfter(
  { config, security: keys }: Pick<Deploying, 'config' | 'security'>,
  { accounts, notify }: After,
  onProgress: (line: string) => void,
): Promise<readonly Condition[]> {
  onProgress('reading stacks and table');
  const security = { ...keys, requestTimeoutMs: PATIENCE_MS };
  const operator = await becomeOperator(security);
  const table = openTable(TABLE, operator);
  const stacks = await deployedStacks(security);
  const version = versionOf(stacks);
  const [central, resources, instances, release, known] = await Promise.all([
    openStacks(security).find(TABLE),
    openStacks(security).resources(TABLE),
    seen(
      'cloudformation:ListStackInstances',
      openStackSets(security).instances('trailwarden-member'),
    ),
    readRelease(openTable(TABLE, security), sealOf(security)),
    readPlaces({
      ...{ operator, table, home: config.region, regions: regionsOf(config) },
      ...given({ accounts }),
    }),
  ]);
  const { AlarmTopicArn } = stacks.central.parameters;
  const topic = AlarmTopicArn && AlarmTopicArn !== 'none' ? AlarmTopicArn : undefined;
  const center = centerConditions({
    ...{ status: central?.status ?? 'absent', version: version.version },
    release: {
      state:
        release.kind === 'genuine'
          ? release.release.state
          : release.kind === 'none'
            ? 'none'
            : release.doubt.kind,
    },
    alarmTopic: topic,
    subscriptions: topic
      ? await seen('sns:GetTopicAttributes', confirmedSubscriptions(security, topic))
      : { value: 0 },
    notices: await seen('dynamodb:GetItem', readKeptConfiguration(table)),
  });
  const places = known.places.filter(({ state }) => !INACTIVE.includes(state));
  const ids = [...new Set(places.map(({ accountId }) => accountId))];
  let done = 0;
  const members = memberReader(operator, config.region);
  const ofAccounts = await inParallel(ids, AT_ONCE, async (accountId) => {
    const assumed = await seen('sts:AssumeRole', members.assume(accountId));
    const here = places.filter((place) => place.accountId === accountId);
    // Where the role is not there nothing more can be read, which is said once.
    const parts =
      'why' in assumed
        ? []
        : await Promise.all(here.map((place) => members.conditions(place, version)));
    done += 1;
    onProgress(`${done} of ${ids.length} accounts`);
    return [roleCondition(accountId, assumed), ...parts.flat()];
  });
  return [
    ...center,
    ...(notify ? testConditions(await askTest(security, table)) : []),
    ...sourceConditions(await seen('lambda:ListEventSourceMappings', responderSources(security))),
    ...(await deadLetters(resources, security)),
    ...('why' in instances
      ? [
          {
            ...{ id: 'stack-version', of: 'trailwarden-member', state: 'unknown' as const },
            says: describeUnseen(instances),
          },
        ]
      : instances.value.filter(({ accountId }) => ids.includes(accountId)).map(stackCondition)),
    ...ofAccounts.flat(),
    ...places.flatMap(lookConditions),
  ];
}

/** The queues of the central stack that take what failed. */
async function deadLetters(
  resources: Readonly<Record<string, string>>,
  security: Deploying['security'],
): Promise<readonly Condition[]> {
  const names = Object.values(resources).flatMap(
    (id) => /\/([^/]*dead-letters)$/.exec(id)?.[1] ?? [],
  );
  const { sqs } = serviceClients(security);
  return Promise.all(
    names.map(async (name) =>
      queueCondition(name, await seen('sqs:GetQueueAttributes', messagesIn(sqs, name))),
    ),
  );
}

/** Reads in members, as operator and reader: it cannot write. */
function memberReader(operator: Deploying['security'], home: string) {
  const credentials = guardCredentials(openSts(operator), {
    ...{ ...READER, partition: partitionOf(home) },
  });
  const clientsIn = ({ accountId, region }: Place) =>
    serviceClients({
      ...{ region, credentials: () => credentials.of(accountId), requestTimeoutMs: PATIENCE_MS },
      ...given({ endpoint: operator.endpoint }),
    });
  return {
    assume: credentials.of,
    conditions: async (place: Place, version: Rendered): Promise<readonly Condition[]> => {
      const clients = clientsIn(place);
      const parts = Object.entries(partsAt(version, place));
      const judged = await inParallel(parts, AT_ONCE, async ([id, must]) => {
        const subject = { kind: 'warden' as const, ...pick(place), id };
        const now = () => new Date();
        const observation = await observeDependency(subject, allParts('warden'), clients, now);
        return partCondition(observation, must, version.version);
      });
      const undelivered: Seen<number> = await seen(
        'sqs:GetQueueAttributes',
        messagesIn(clients.sqs, 'trailwarden-undelivered'),
      );
      return [
        ...judged,
        queueCondition(`${place.accountId} ${place.region} trailwarden-undelivered`, undelivered),
      ];
    },
  };
}

const pick = ({ accountId, region }: Place): Place => ({ accountId, region });
