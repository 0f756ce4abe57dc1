import { type Command, CommanderError } from 'commander';
import { didYouMean } from '../../../shared/domain/near-words';
import { UserError } from './user-error';

/** What commander refuses, as one of our sentences; its own would stand beside ours in other words. */
export function usageError(error: CommanderError, command: Command): UserError {
  const { code, message } = error;
  const [, quoted = ''] = /'([^']*)'/.exec(message) ?? [];
  const name = nameOf(command);
  switch (code) {
    case 'commander.unknownCommand':
      return unknownCommand(command, quoted);
    case 'commander.unknownOption':
      return new UserError(
        `${name} has no option ${quoted}.${didYouMean(quoted, optionsOf(command))} "${name} --help" lists all.`,
      );
    case 'commander.excessArguments':
      return tooMany(command);
    case 'commander.missingArgument':
      return new UserError(`${name} needs <${quoted}>${describedAs(command, quoted)}.`);
    case 'commander.optionMissingArgument':
      return new UserError(`${name} needs a value of ${quoted}.`);
    case 'commander.missingMandatoryOptionValue':
      return new UserError(`${name} needs ${quoted}.`);
    default:
      return new UserError(`${message.replace(/^error: /, '').replace(/\.?$/, '')}.`);
  }
}

/** Of `trailwarden nope`, `trailwarden incidents nope`, and where help was asked for either. */
export const unknownCommand = (parent: Command, word: string): UserError =>
  new UserError(
    `There is no command "${word}"${parent.parent ? ` of ${nameOf(parent)}` : ''}.${didYouMean(word, namesOf(parent))} "${nameOf(parent)} --help" lists all.`,
  );

/** A word for a command that there is not; absent where the command takes words of its own, or was given none. */
export function strangeWord(parent: Command, words: readonly string[]): string | undefined {
  const [word] = words;
  if (word === undefined || word.startsWith('-') || parent.commands.length === 0) return undefined;
  return namesOf(parent).includes(word) ? undefined : word;
}

/** Instead of help, or of a stack: what a person can put right is thrown. */
export const explain =
  (command: Command) =>
  (error: unknown): never => {
    if (error instanceof CommanderError && error.exitCode !== 0 && error.code !== 'commander.help')
      throw usageError(error, command);
    throw error;
  };

function tooMany(command: Command): UserError {
  const most = command.registeredArguments.length;
  const takes = most === 0 ? 'no words' : most === 1 ? 'one word' : `${most} words`;
  const extra = command.args.slice(most).map((word) => `"${word}"`);
  return new UserError(`${nameOf(command)} takes ${takes}, so leave out ${extra.join(', ')}.`);
}

const describedAs = (command: Command, argument: string): string => {
  const description = command.registeredArguments.find(
    (one) => one.name() === argument,
  )?.description;
  return description ? `: ${description}` : '';
};

const namesOf = ({ commands }: Command): readonly string[] => commands.map((one) => one.name());

const optionsOf = ({ options }: Command): readonly string[] =>
  options.flatMap(({ long }) => long ?? []);

/** `trailwarden incidents list`. */
const nameOf = (command: Command): string =>
  command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();
