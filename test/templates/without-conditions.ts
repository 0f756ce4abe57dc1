/** A template, or a part of it, as it is deployed where these of its conditions are false. */
export function withoutConditions(value: unknown, off: ReadonlySet<string>): unknown {
  const left = (one: unknown) => withoutConditions(one, off);
  if (Array.isArray(value)) return value.map(left).filter((one) => one !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  const { 'Fn::If': choice, ...fields } = value as { readonly 'Fn::If'?: readonly unknown[] };
  if (choice && off.has(String(choice[0]))) return left(choice[2]);
  if ('Ref' in fields && fields.Ref === 'AWS::NoValue') return undefined;
  const kept = Object.entries(choice ? { 'Fn::If': choice, ...fields } : fields).filter(
    ([, one]) => !off.has(String((one as { readonly Condition?: string } | null)?.Condition)),
  );
  return Object.fromEntries(kept.map(([name, one]) => [name, left(one)]));
}
