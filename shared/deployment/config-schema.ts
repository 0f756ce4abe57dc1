import type { Catalogue, Key } from './catalogue';

/** JSON schema of trailwarden.yml: an editor completes its keys, shows what they mean, and marks what is wrong. */
export const configSchema = (catalogue: Catalogue) => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'trailwarden.yml',
  type: 'object',
  additionalProperties: false,
  required: Object.entries(catalogue).flatMap(([name, { Default }]) =>
    Default === undefined ? name : [],
  ),
  properties: Object.fromEntries(
    Object.entries(catalogue).map(([name, key]) => [name, propertyOf(key)]),
  ),
});

function propertyOf(key: Key): object {
  const { Description, Type, Default, AllowedValues, MinValue, MaxValue } = key;
  const description = { description: Description };
  if (Type === 'Map')
    return {
      ...description,
      type: 'object',
      additionalProperties: { type: ['string', 'number', 'boolean'] },
    };
  if (Type === 'CommaDelimitedList') return { ...description, type: 'array', items: textOf(key) };
  const unlessGiven = Default === undefined ? {} : { default: Default };
  if (Type === 'Number')
    return {
      ...description,
      ...unlessGiven,
      type: 'integer',
      minimum: MinValue,
      maximum: MaxValue,
    };
  if (AllowedValues) return { ...description, ...unlessGiven, enum: AllowedValues };
  return { ...description, ...unlessGiven, ...textOf(key) };
}

/** An account id may be written without quotes, and is a number to an editor then. */
const textOf = ({ AllowedPattern }: Key) => ({
  type: AllowedPattern?.includes('[0-9]{12}') ? ['string', 'integer'] : 'string',
  ...(AllowedPattern && { pattern: AllowedPattern }),
});
