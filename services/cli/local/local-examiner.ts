import { createRequire } from 'node:module';
import { join } from 'node:path';
import { makeCall } from '../../../shared/aws/make-call';
import type { Sandbox } from '../../sandbox';
import { ROOT } from './package-service';

interface Documents {
  readonly documentOf: (name: string) => { readonly parameters: object };
}

/** Read when it is needed: an installed command line has no sources, and must be able to say so. */
const documents = (): Documents =>
  createRequire(join(ROOT, 'package.json'))(
    './services/playbooks/instance-login/host/documents.cjs',
  ) as Documents;

/** What the real script wrote of two disk images, by their names (`SAMPLE=write bash .ci/host`). */
export const EXAMINED = join(ROOT, 'services/cli/local/examined');

/** Any image will do here. */
export const EXAMINER_IMAGE = 'ami-0123456789abcdef0';

/**
 * A local examiner has no device to read, so its document sends what the real script wrote of another disk. All else is
 * as shipped: the machine, the volume, the command, the archive and its hash. `.ci/host` runs the script itself.
 */
export async function standInExaminer(
  { endpoint, credentials }: Pick<Sandbox, 'credentials' | 'endpoint'>,
  { accountId, region }: { readonly accountId: string; readonly region: string },
): Promise<void> {
  const connection = { endpoint, region, credentials: credentials(accountId) };
  for (const [name, sample] of Object.entries(SAMPLES)) {
    const Name = `trailwarden-${name}`;
    await makeCall({ call: 'ssm:DeleteDocument', region, input: { Name } }, connection);
    const input = {
      ...{ Name, DocumentType: 'Command', DocumentFormat: 'JSON' },
      Content: JSON.stringify({
        ...{ schemaVersion: '2.2', description: 'Examines' },
        parameters: documents().documentOf(name).parameters,
        mainSteps: [
          {
            action: 'aws:runShellScript',
            name: 'run',
            inputs: { runCommand: sendsWhatWasWritten(sample) },
          },
        ],
      }),
    };
    await makeCall({ call: 'ssm:CreateDocument', region, input }, connection);
  }
}

/** What each document sends here. */
const SAMPLES = { examine: 'broken-into', 'examine-memory': 'memory' };

const sendsWhatWasWritten = (sample: string) => [
  'work=$(mktemp -d)',
  'mkdir "$work/examination"',
  `cp -R '${join(EXAMINED, sample)}/.' "$work/examination"`,
  'tar -C "$work" -czf "$work/x" examination',
  'md5=$(openssl dgst -md5 -binary <"$work/x" | base64)',
  'curl -sS --fail -o /dev/null -T "$work/x" -H "Content-MD5: $md5" -H "If-None-Match: *" -H "Expect:" "$SSM_putUrl" || exit 13',
  'hash=$(openssl dgst -sha256 -r <"$work/x" | cut -c 1-64)',
  'printf \'{"outcome":"done","sha256":"%s","bytes":%d,"unchanged":true}\\n\' "$hash" "$(($(wc -c <"$work/x")))"',
  'rm -r "$work"',
];
