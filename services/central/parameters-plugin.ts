import { protectTable } from '../../shared/aws/table/protect-table';
import type { ParameterRule } from '../../shared/deployment/check-parameters';
import { checkParameters } from '../../shared/deployment/check-parameters';

/** The parts of the Serverless Framework that this plugin uses. */
export interface Serverless {
  readonly processedInput: {
    readonly commands: readonly string[];
    readonly options: { readonly param?: readonly string[] };
  };
  readonly service: {
    readonly resources: { readonly Parameters: Readonly<Record<string, ParameterRule>> };
    readonly provider: { stackParameters?: readonly StackParameter[] };
  };
  readonly getProvider: (name: 'aws') => {
    readonly getAwsSdkV3Config: () => Promise<Parameters<typeof protectTable>[0]>;
  };
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
}

export interface StackParameter {
  readonly ParameterKey: string;
  readonly ParameterValue: string;
}

/**
 * Protects the table from deletion once everything is deployed. Before, checks the `--param` values by the
 * template's own rules, and hands them to CloudFormation. It reads the command line itself: `${param:…}` refuses an
 * empty value with a page of text.
 */
export class ParametersPlugin {
  readonly hooks = {
    initialize: () => this.takeParameters(),
    'after:deploy:deploy': () => this.keepTheTable(),
  };
  readonly #serverless: Serverless;

  constructor(serverless: Serverless) {
    this.#serverless = serverless;
  }

  /** Throws the framework's own error, whose message alone is printed, with exit code 1. */
  takeParameters(): void {
    const { processedInput, service, classes } = this.#serverless;
    const values = Object.fromEntries((processedInput.options.param ?? []).map(nameAndValue));
    const isComplete = processedInput.commands.join(' ') === 'deploy';
    const wrong = checkParameters({ rules: service.resources.Parameters, values, isComplete });
    if (wrong.length > 0) throw new classes.Error(wrong.join('\n'), 'TRAILWARDEN_PARAMETERS');
    service.provider.stackParameters = Object.entries(values).map(
      ([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }),
    );
  }

  async keepTheTable(): Promise<void> {
    await protectTable(
      await this.#serverless.getProvider('aws').getAwsSdkV3Config(),
      'trailwarden',
    );
  }
}

function nameAndValue(param: string): readonly [string, string] {
  const [name = '', ...value] = param.split('=');
  return [name, value.join('=')];
}
