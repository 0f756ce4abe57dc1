/** Where almost everything is: in an account, in a Region. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

export interface NamedPlace extends Place {
  readonly name: string;
}

/** Something with a name and an ARN of its own. */
export interface Resource extends NamedPlace {
  readonly arn: string;
}
