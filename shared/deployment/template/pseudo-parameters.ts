/** Where a stack is, and what it is called. */
export interface PseudoParameters {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly urlSuffix: string;
  readonly stackName: string;
  readonly stackId: string;
}

/** `AWS::NoValue` is not among them: it removes what it stands for, see `resolve`. */
export function pseudoParameters(stack: PseudoParameters): ReadonlyMap<string, string> {
  return new Map([
    ['AWS::AccountId', stack.accountId],
    ['AWS::Region', stack.region],
    ['AWS::StackName', stack.stackName],
    ['AWS::StackId', stack.stackId],
    ['AWS::Partition', stack.partition],
    ['AWS::URLSuffix', stack.urlSuffix],
  ]);
}
