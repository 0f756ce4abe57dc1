import { resourcesOfType } from '../builders/resources-of-type';

interface Rule {
  readonly EventPattern: {
    readonly detail: {
      readonly eventSource: readonly string[];
      readonly eventName: readonly string[];
    };
  };
}

/** Every call the member template reports to us, as `cloudtrail.amazonaws.com StopLogging`. */
export function forwardedCalls(): readonly string[] {
  return resourcesOfType<Rule>('services/member/template.yml', 'AWS::Events::Rule')
    .map(({ EventPattern }) => EventPattern.detail)
    .flatMap(({ eventSource, eventName }) =>
      eventSource.flatMap((source) => eventName.map((name) => `${source} ${name}`)),
    );
}
