import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App } from '../app/App';
import { installBackend } from '../ipc/backend';
import { fakeBackend } from '../ipc/fake';
import type { FakeOptions } from '../ipc/fake/workspace';

/** A day that the sample's events lie around. */
export const TODAY = new Date(2026, 8, 1);

/** Opens the program at `address` over a workspace in memory. */
export function openScreen(address: string, options: Partial<FakeOptions> = {}) {
  window.location.hash = address;
  const backend = fakeBackend({ today: TODAY, registrations: 60, ...options });
  installBackend(backend);
  return { backend, person: userEvent.setup(), ...render(<App />) };
}
