import { parse } from 'yaml';
import { type Input, inputs, isInput, optionalText } from '../../core/input';
import { orRefuse } from '../../core/service';
import { refuse } from '../refusals';

/** A command document, read. */
export interface CommandContent {
  readonly schemaVersion: string;
  readonly description: string | undefined;
  /** Undefined when the document has no such section. */
  readonly parameters: ReadonlyMap<string, Parameter> | undefined;
  readonly steps: readonly Step[];
}

export interface Parameter {
  readonly type: string;
  readonly description: string | undefined;
  /** A text, or a list of them; undefined: it has to be given. */
  readonly byDefault: unknown;
  readonly allowedValues: readonly string[] | undefined;
  readonly allowedPattern: string | undefined;
  /** Given to the script as `SSM_NAME` in its environment, and not written into it. */
  readonly isVariable: boolean;
}

export interface Step {
  readonly action: string;
  /** As ListCommandInvocations calls its plugin. */
  readonly name: string;
  readonly inputs: Input;
  /** On Linux it is passed over. */
  readonly isForOthers: boolean;
}

const plugins = new Set(
  'applications cloudWatch configureDocker configurePackage domainJoin downloadContent psModule refreshAssociation runDockerAction runDocument runPowerShellScript runShellScript softwareInventory updateAgent updateSsmAgent'
    .split(' ')
    .map((name) => `aws:${name}`),
);

const types = ['String', 'StringList', 'StringMap', 'Integer', 'Boolean', 'MapList'];

/** Refuses what AWS refuses when the document is put. */
export function readCommandContent(text: string, format: string): CommandContent {
  const content = format === 'YAML' ? yaml(text) : json(text);
  if (!isInput(content)) throw refuse.content('The content for the document is not valid.');
  const parameters = parametersOf(content);
  const steps = stepsOf(content);
  for (const { action } of steps) {
    if (!plugins.has(action)) throw refuse.content(`Unknown plugin name: ${action}`);
  }
  checkReferences(steps, parameters);
  return {
    schemaVersion: String(content.schemaVersion ?? ''),
    description: optionalText(content, 'description'),
    parameters,
    steps,
  };
}

function json(text: string): unknown {
  const lines = text.split('\n');
  const end = `Line: ${lines.length}, Column: ${(lines.at(-1) ?? '').length + 1}`;
  return orRefuse(
    () => JSON.parse(text),
    () => refuse.content(`JSON not well-formed. at ${end}`),
  );
}

const yaml = (text: string): unknown =>
  orRefuse(
    () => parse(text),
    () => refuse.content('YAML not well-formed.'),
  );

function parametersOf({ parameters }: Input): CommandContent['parameters'] {
  if (parameters === undefined) return undefined;
  if (!isInput(parameters)) throw refuse.content('The content for the document is not valid.');
  return new Map(Object.entries(parameters).map(([name, given]) => [name, parameterOf(given)]));
}

function parameterOf(given: unknown): Parameter {
  const input = isInput(given) ? given : {};
  const type = String(input.type);
  if (!types.includes(type)) throw refuse.content(`Parameter type: ${type} is invalid.`);
  const byDefault = input.default ?? undefined;
  if (type === 'StringList' && byDefault !== undefined && !Array.isArray(byDefault)) {
    throw refuse.content(
      `Wrong default value for a "StringList" parameters, got ${JSON.stringify(byDefault)}.`,
    );
  }
  const { allowedValues } = input;
  return {
    type,
    description: optionalText(input, 'description'),
    byDefault,
    allowedValues: Array.isArray(allowedValues) ? allowedValues.map(String) : undefined,
    allowedPattern: optionalText(input, 'allowedPattern'),
    isVariable: input.interpolationType === 'ENV_VAR',
  };
}

/** `mainSteps` of schema 2.2; 1.2 has its plugins by name. */
function stepsOf(content: Input): readonly Step[] {
  if (content.schemaVersion === '1.2') {
    const plugin = isInput(content.runtimeConfig) ? content.runtimeConfig : {};
    return Object.entries(plugin).flatMap(([action, config]) =>
      inputs(isInput(config) ? config : {}, 'properties').map((properties) => ({
        action,
        name: action,
        inputs: properties,
        isForOthers: false,
      })),
    );
  }
  if (!Array.isArray(content.mainSteps)) {
    throw refuse.content('Missing "mainSteps" in the document.');
  }
  return inputs(content, 'mainSteps').map((step) => ({
    action: String(step.action),
    name: String(step.name),
    inputs: isInput(step.inputs) ? step.inputs : {},
    isForOthers: isForOthers(step.precondition),
  }));
}

function isForOthers(precondition: unknown): boolean {
  const { StringEquals: pair } = isInput(precondition) ? precondition : {};
  return Array.isArray(pair) && pair.includes('platformType') && !pair.includes('Linux');
}

export const reference = /\{\{\s*([\w:.\-/]+)\s*\}\}/g;

function checkReferences(steps: readonly Step[], parameters: CommandContent['parameters']): void {
  for (const [, name = ''] of JSON.stringify(steps.map((step) => step.inputs)).matchAll(
    reference,
  )) {
    const isOurs = !name.startsWith('ssm:') && !name.startsWith('platformType');
    if (isOurs && !parameters?.has(name)) {
      throw refuse.content(`Parameter "${name}" is not declared.`);
    }
  }
}
