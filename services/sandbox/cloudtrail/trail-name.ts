import { refuse } from './refusals';

/** The ordered rules of a trail name [D API_CreateTrail]; refuses at the first one broken. */
const rules: readonly (readonly [
  broken: (name: string) => boolean,
  why: (name: string) => string,
])[] = [
  [(name) => name.trim() === '', () => 'Trail name cannot be blank!'],
  [
    (name) => name.length < 3,
    (name) =>
      `Trail name too short. Minimum allowed length: 3 characters. Specified name length: ${name.length} characters.`,
  ],
  [
    (name) => name.length > 128,
    (name) =>
      `Trail name too long. Maximum allowed length: 128 characters. Specified name length: ${name.length} characters.`,
  ],
  [
    (name) => !/^[A-Za-z0-9._-]+$/.test(name),
    () =>
      'Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_).',
  ],
  [(name) => !/^[A-Za-z0-9]/.test(name), () => 'Trail name must starts with a letter or number.'],
  [(name) => !/[A-Za-z0-9]$/.test(name), () => 'Trail name must ends with a letter or number.'],
  [
    (name) => /[._-]{2}/.test(name),
    () => 'Trail name cannot have adjacent periods, underscores or hyphens.',
  ],
  [
    (name) => /^\d{1,3}(\.\d{1,3}){3}$/.test(name),
    () => 'Trail name cannot be in IP address format.',
  ],
];

export function checkTrailName(name: string): void {
  for (const [broken, why] of rules) {
    if (broken(name)) throw refuse.invalidTrailName(why(name));
  }
}
