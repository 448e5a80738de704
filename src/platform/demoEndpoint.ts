/** Where the demo model seems to be. No host has such a name: what went astray would reach nobody. */
export const DEMO_BASE_URL = 'https://demo-model.invalid';
