import { configure } from '@testing-library/react';

// How long something may take to appear before it counts as missing, in milliseconds: as long as a
// workstation under load needs, for a test that passes never waits for it.
configure({ asyncUtilTimeout: 15_000 });

// jsdom lays nothing out, and says so loudly when it is asked to scroll.
window.scrollTo = () => undefined;
