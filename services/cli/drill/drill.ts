import { Command } from 'commander';
import { oneOf } from '../../../shared/domain/near-words';
import type { Technique } from '../../../shared/domain/technique';
import { findTechnique } from '../../../shared/tampering/catalogue';
import { namedTechnique } from '../options/named-technique';
import { whole } from '../target/target';
import { UserError } from '../terminal/user-error';
import { type BurstOptions, burstsAndPairs, type Part } from './bursts-and-pairs';
import { drillAll, drillAlone, drillUndo } from './drill-all';
import { channelCut } from './drill-channel-cut';
import { fights } from './drill-fight';
import { drillInstanceLogin } from './drill-instance-login';
import { drillOpenBucket } from './drill-open-bucket';
import { drillRunning, type RunningOptions } from './drill-running';

interface Options extends RunningOptions, BurstOptions {
  readonly seconds: number;
  readonly accounts: number;
  readonly endpoint?: string;
}

export const drillCommand = (): Command =>
  new Command('drill')
    .description('tamper on purpose, in a sandbox, and see it put back')
    .argument(
      '[technique]',
      'its id, or its row; "trailwarden techniques" lists all. open-bucket also drills the playbook bucket-policy, instance-login the playbook of that name',
    )
    .option('--all', 'every technique, what is only reported, and attacks that combine several')
    .option('--undo', 'what UndoReported undoes of what is only reported, with the setting on')
    .option('--channel-cut', 'what a sweep finds when no event arrives')
    .option('--bursts', 'every ordered pair of blows, and random attacks, deaf as AWS')
    .option('--fight', 'what keeps a trail off against the warden, with AWS’s quotas on')
    .addOption(
      whole('--seconds <n>', 'with --fight: how long each strategy attacks', [1, 3_600], 40),
    )
    .addOption(
      whole(
        '--pairs <n>',
        'with --bursts: only so many of the pairs, chosen by the seed',
        [0, 1_000_000],
        1_000_000,
      ),
    )
    .addOption(
      whole(
        '--sequences <n>',
        'with --bursts: random attacks of three to six calls',
        [0, 1_000_000],
        200,
      ),
    )
    .addOption(whole('--seed <n>', 'with --bursts: repeats a run', [0, 4_294_967_295], 1))
    .option(
      '--part <k/n>',
      'with --bursts: every nth attack only, so that n runs side by side do all',
      partOption,
    )
    .option('--only <text>', 'with --bursts or --fight: only attacks whose name contains it')
    .option('--endpoint <url>', 'a sandbox that is running (default: starts its own)')
    .option('--region <region>', 'home Region of the trail', 'us-east-1')
    .option('--trail <name>', 'with --endpoint: trail of the account whose keys are set', 'main')
    .addOption(whole('--accounts <n>', 'member accounts of its own sandbox', [1, 1_000], 3))
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExamples:\n  trailwarden drill stop-logging\n  trailwarden drill instance-login',
    )
    .action(drill);

/** `1/2`: the first of two parts. */
function partOption(text: string): Part {
  const [part = 0, of = 0] = /^\d{1,3}\/\d{1,3}$/.test(text) ? text.split('/').map(Number) : [];
  if (part < 1 || part > of) {
    throw new UserError(`--part must be a part of so many, such as 1/2, not "${text}".`);
  }
  return { part, of };
}

async function drill(id: string | undefined, options: Options, command: Command): Promise<void> {
  const given = Object.keys(options).filter((name) => command.getOptionValueSource(name) === 'cli');
  const drills = given.filter((name) => name in DRILLS);
  const [chosen, other] = drills;
  if (chosen !== undefined && other !== undefined) {
    throw new UserError(`${flag(chosen)} and ${flag(other)} are two drills; choose one.`);
  }
  if (chosen !== undefined && id !== undefined) {
    throw new UserError(`drill ${flag(chosen)} takes no technique, so leave out "${id}".`);
  }
  const { takes, run } = DRILLS[chosen ?? ''] ?? { takes: OF_ONE, run: undefined };
  const strange = given.find(
    (name) => name !== chosen && !EVERY.has(name) && !takes.includes(name),
  );
  if (strange !== undefined) {
    const which = chosen === undefined ? 'one technique' : flag(chosen);
    throw new UserError(
      `${flag(strange)} does not belong to the drill of ${which}, which takes ${[...takes, 'json'].map(flag).join(', ')}.`,
    );
  }
  await (run ? run(options) : drillTechnique(id, options));
}

interface Drill {
  /** The options that this drill takes. */
  readonly takes: readonly string[];
  readonly run: (options: Options) => Promise<void>;
}

/** The drill, by the option that chooses it. */
const DRILLS: Readonly<Record<string, Drill>> = {
  all: { takes: [], run: drillAll },
  undo: { takes: ['accounts'], run: drillUndo },
  channelCut: { takes: [], run: channelCut },
  bursts: { takes: ['pairs', 'sequences', 'seed', 'only', 'part'], run: burstsAndPairs },
  fight: { takes: ['seconds', 'only'], run: fights },
};

const OF_ONE = ['endpoint', 'region', 'trail', 'accounts'];
const EVERY: ReadonlySet<string> = new Set(['json', 'wide']);

/** `channelCut` → `--channel-cut`. */
const flag = (name: string): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

async function drillTechnique(word: string | undefined, options: Options): Promise<void> {
  if (word === 'instance-login') {
    await drillInstanceLogin(options);
    return;
  }
  const technique = techniqueArgument(word);
  if (options.endpoint) await drillRunning(technique, options, options.endpoint);
  else if (technique.id === 'open-bucket') await drillOpenBucket(options);
  else await drillAlone(technique, options);
}

/** A technique by its id, or by its row where that has one technique. */
function techniqueArgument(word: string | undefined): Technique {
  if (word === undefined) {
    const drills = oneOf(Object.keys(DRILLS).map(flag));
    throw new UserError(`Say which technique to drill, such as stop-logging, or ${drills}.`);
  }
  const { ids, told } = namedTechnique(word, ['instance-login']);
  const [technique, other] = ids.map(findTechnique);
  if (technique && !other) return technique;
  if (technique) {
    throw new UserError(
      `${technique.row} is ${ids.length} techniques: ${ids.join(', ')}. Choose one.`,
    );
  }
  throw new UserError(
    `${told.join()} is told, and no technique puts it back; "trailwarden drill --all" drills it.`,
  );
}
