/**
 * A value of a template, for people: `!Sub arn:${AWS::Partition}:…` → `arn:aws:…`, `!Ref Table` → `<Table>`. Of
 * alternatives it shows the last, which the templates write for the partition `aws`, unless that is empty.
 */
export function describeValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(describeValue).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, argument] = []] = Object.entries(value);
  switch (name) {
    case 'Ref':
      return nameOf(String(argument));
    case 'Fn::GetAtt':
      return `<${[argument].flat()[0]}>`;
    case 'Fn::Sub':
      return substituted(argument);
    case 'Fn::If':
      return describeValue(present(argument));
    case 'Fn::Join':
    case 'Fn::Split':
      return describeValue(last(argument));
    default:
      return Object.entries(value)
        .map(([key, inner]) => `${key} ${describeValue(inner)}`)
        .join(' and ');
  }
}

function substituted(argument: unknown): string {
  const [text, variables] = [argument].flat() as [string, Readonly<Record<string, unknown>>?];
  return text.replace(/\$\{([^}]+)\}/g, (_, name: string) =>
    name in (variables ?? {}) ? describeValue(variables?.[name]) : nameOf(name),
  );
}

const nameOf = (name: string): string => NAMES[name] ?? `<${name}>`;

const NAMES: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::AccountId': '<account>',
  'AWS::Region': '<region>',
  'Table.Arn': '<Table>',
};

/** The alternative that is not empty. */
function present(argument: unknown): unknown {
  const [, first, other] = [argument].flat();
  return describeValue(other) === nameOf('AWS::NoValue') ? first : other;
}

const last = (argument: unknown): unknown => [argument].flat().at(-1);
