// Notices that the system shows outside the window: by the desktop program, or by the browser where the person allows it.

export interface SystemNotice {
  /** One of the same id takes the place of one that still stands. */
  id: string;
  title: string;
  body: string;
  /** Where a click leads: what stands after the `#`. */
  route: string;
}

/** `shown`: they are shown. `ask`: the person has to be asked first. `refused`: he, or the system, does not want them. */
export type NoticesAre = 'shown' | 'ask' | 'refused';

export interface SystemNotices {
  are(): NoticesAre;
  /** Asks the person; to be called at a click only. */
  ask(): Promise<NoticesAre>;
  /** False where none was shown. */
  show(notice: SystemNotice): Promise<boolean>;
}

/** By the desktop program where there is one, else by the browser. */
export const systemNotices = (): SystemNotices => {
  const desktop = window.callbook;
  return desktop ? byDesktop(desktop) : byBrowser();
};

// The system's own settings are not told to a program: what they forbid, they drop.
const byDesktop = (desktop: { notify(notice: SystemNotice): Promise<boolean> }): SystemNotices => ({
  are: () => 'shown',
  ask: async () => 'shown',
  show: (notice) => desktop.notify(notice).catch(() => false),
});

const WORDS = { granted: 'shown', default: 'ask', denied: 'refused' } as const;

function byBrowser(): SystemNotices {
  const are = (): NoticesAre => ('Notification' in window ? WORDS[Notification.permission] : 'refused');
  return {
    are,
    ask: async () => {
      if (are() === 'ask') await Notification.requestPermission();
      return are();
    },
    show: async ({ id, title, body, route }) => {
      if (are() !== 'shown') return false;
      try {
        const notice = new Notification(title, { body, tag: id });
        notice.onclick = () => {
          notice.close();
          window.focus();
          window.location.hash = route;
        };
        return true;
      } catch {
        // Browsers of telephones have the word and not the thing.
        return false;
      }
    },
  };
}
