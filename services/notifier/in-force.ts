import {
  type Configuration,
  ConfigurationError,
  type ConfigurationRules,
  parseConfiguration,
} from '../../shared/tell/notify/configuration';

interface InForce {
  /** Nothing when there is no one to tell. */
  readonly configuration?: Configuration;
  /** The mistakes in the parameter, a sentence each; meanwhile the last good one is in force. */
  readonly wrong: readonly string[];
}

interface InForcePorts {
  readonly read: () => Promise<string | undefined>;
  readonly topics: readonly string[];
  readonly rules: ConfigurationRules;
  /** The text of the last good one. */
  readonly lastGood: () => Promise<string | undefined>;
  readonly keepGood: (text: string | undefined, hasChannels: boolean) => Promise<void>;
  readonly keepWrong: (sentences: readonly string[]) => Promise<void>;
}

/**
 * Whom to tell now. A wrong parameter silences no channel: the last good one stays in force, or else the topics of
 * the deployment. Rejects when the parameter or the table cannot be read. Each text is judged once, and the result
 * is written down, so that people can read it.
 */
export function openInForce(ports: InForcePorts): () => Promise<InForce> {
  let last: { readonly text: string | undefined; readonly judged: InForce } | undefined;
  return async () => {
    const text = await ports.read();
    if (last && last.text === text) return last.judged;
    const judged = await judge(ports, text);
    last = { text, judged };
    return judged;
  };
}

async function judge(ports: InForcePorts, text: string | undefined): Promise<InForce> {
  const { topics, rules, keepGood, keepWrong, lastGood } = ports;
  const good = read(() => configurationOf(text, topics, rules));
  if (good.wrong.length === 0) {
    await keepGood(text, Object.keys(good.configuration?.channels ?? {}).length > 0);
    return good;
  }
  await keepWrong(good.wrong);
  const kept = await lastGood();
  // A text that an older version accepted may not be valid for this one.
  const before = read(() => configurationOf(kept, topics, rules));
  const { configuration } =
    before.wrong.length === 0 ? before : read(() => configurationOf(undefined, topics, rules));
  return { wrong: good.wrong, ...(configuration && { configuration }) };
}

function read(parse: () => Configuration | undefined): InForce {
  try {
    const configuration = parse();
    return { wrong: [], ...(configuration && { configuration }) };
  } catch (error) {
    if (error instanceof ConfigurationError) return { wrong: error.sentences };
    throw error;
  }
}

/**
 * Whom to tell, as the operators' parameter says; while there is none, the topics of the deployment. Nothing when
 * there are none either.
 */
function configurationOf(
  text: string | undefined,
  topics: readonly string[],
  rules: ConfigurationRules = {},
): Configuration | undefined {
  if (text !== undefined) return parseConfiguration(text, rules);
  if (topics.length === 0) return undefined;
  const channels = topics.map((topicArn, index) => [
    `topic-${index + 1}`,
    { kind: 'sns', topicArn },
  ]);
  return parseConfiguration(JSON.stringify({ channels: Object.fromEntries(channels) }));
}
