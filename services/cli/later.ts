import { Command } from 'commander';
import { everywhere } from './everywhere';

interface Later {
  readonly name: string;
  readonly description: string;
  readonly load: () => Promise<Command>;
}

/**
 * A command whose options alone take a second to load. Until it is run it is only a name and a sentence; it prints
 * its `--help` itself.
 */
export const later = ({ name, description, load }: Later): Command =>
  new Command(name)
    .description(description)
    .argument('[words...]')
    .helpOption(false)
    .allowUnknownOption()
    .action(async (words: readonly string[], _options: unknown, asked: Command) => {
      const inFull = everywhere(await load());
      const parent = new Command(asked.parent?.name()).exitOverride().addCommand(inFull);
      await parent.parseAsync([name, ...words], { from: 'user' });
    });
