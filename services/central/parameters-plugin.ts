import type { ParameterRule } from './check-parameter';
import { checkParameters } from './check-parameters';

/** As much of the Serverless Framework as this plugin touches. */
export interface Serverless {
  readonly processedInput: {
    readonly commands: readonly string[];
    readonly options: { readonly param?: readonly string[] };
  };
  readonly service: {
    readonly custom: { readonly parameters: Readonly<Record<string, unknown>> };
    readonly resources: { readonly Parameters: Readonly<Record<string, ParameterRule>> };
    readonly provider: { stackParameters?: readonly StackParameter[] };
  };
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
}

export interface StackParameter {
  readonly ParameterKey: string;
  readonly ParameterValue: string;
}

/** Checks `--param` values by the template's own rules, and hands them to CloudFormation. */
export class ParametersPlugin {
  readonly hooks = { initialize: () => this.takeParameters() };
  readonly #serverless: Serverless;

  constructor(serverless: Serverless) {
    this.#serverless = serverless;
  }

  /** Throws the framework's own error, which is printed as its message alone and ends with exit code 1. */
  takeParameters(): void {
    const { processedInput, service, classes } = this.#serverless;
    const wrong = checkParameters({
      rules: service.resources.Parameters,
      values: service.custom.parameters,
      names: (processedInput.options.param ?? []).map((param) => param.split('=')[0] ?? param),
      isComplete: processedInput.commands.join(' ') === 'deploy',
    });
    if (wrong.length > 0) throw new classes.Error(wrong.join('\n'), 'TRAILWARDEN_PARAMETERS');
    service.provider.stackParameters = stackParameters(service.custom.parameters);
  }
}

function stackParameters(values: Readonly<Record<string, unknown>>): readonly StackParameter[] {
  return Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => ({ ParameterKey: name, ParameterValue: String(value) }));
}
