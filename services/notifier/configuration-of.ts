import {
  type Configuration,
  type ConfigurationRules,
  parseConfiguration,
} from '../../shared/tell/notify/configuration';

/**
 * Whom to tell, as the operators' parameter says; while there is none, the topics of the deployment. Nothing when
 * there are none either.
 */
export function configurationOf(
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
