/** AWS's own documents, as far as they are here. Their content says the same as AWS's, in fewer words. */
export const builtIn: ReadonlyMap<string, { readonly type: string; readonly content: string }> =
  new Map([
    [
      'AWS-RunShellScript',
      {
        type: 'Command',
        content: JSON.stringify({
          schemaVersion: '1.2',
          description: 'Run a shell script or specify the commands to run.',
          parameters: {
            commands: {
              type: 'StringList',
              description: '(Required) Specify a shell script or a command to run.',
              minItems: 1,
            },
            workingDirectory: { type: 'String', default: '', maxChars: 4096 },
            executionTimeout: {
              type: 'String',
              default: '3600',
              allowedPattern:
                '([1-9][0-9]{0,4})|(1[0-6][0-9]{4})|(17[0-1][0-9]{3})|(172[0-7][0-9]{2})|(172800)',
            },
          },
          runtimeConfig: {
            'aws:runShellScript': {
              properties: [
                {
                  id: '0.aws:runShellScript',
                  runCommand: '{{ commands }}',
                  workingDirectory: '{{ workingDirectory }}',
                  timeoutSeconds: '{{ executionTimeout }}',
                },
              ],
            },
          },
        }),
      },
    ],
    ['AWS-StartInteractiveCommand', session('InteractiveCommands')],
    ['AWS-StartPortForwardingSession', session('Port')],
    ['AWS-StartPortForwardingSessionToRemoteHost', session('Port')],
    ['AWS-StartSSHSession', session('Port')],
  ]);

function session(sessionType: string) {
  return { type: 'Session', content: JSON.stringify({ schemaVersion: '1.0', sessionType }) };
}
