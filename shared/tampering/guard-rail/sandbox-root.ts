/** Where the sandbox's organization begins; drills are of the sandbox. */
export const SANDBOX_ROOT = 'r-ab12';
