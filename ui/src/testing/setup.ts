// jsdom lays nothing out, and says so loudly when it is asked to scroll.
window.scrollTo = () => undefined;
