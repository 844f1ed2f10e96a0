// Electron's menus: kept and clicked, never drawn. Accelerators do nothing, so a key that a menu would take from the
// page is not noticed here.
import { strict } from './not-done.ts';

export type ItemOptions = {
  id?: string;
  label?: string;
  role?: string;
  type?: string;
  accelerator?: string;
  click?: (...args: unknown[]) => void;
  submenu?: ItemOptions[] | Menu;
};

export class MenuItem {
  readonly id: string | undefined;
  readonly label: string;
  readonly role: string | undefined;
  readonly type: string;
  readonly accelerator: string | undefined;
  readonly click: (...args: unknown[]) => void;
  readonly submenu: Menu | undefined;
  enabled = true;
  visible = true;
  checked = false;

  constructor(options: ItemOptions) {
    const { submenu } = options;
    this.id = options.id;
    this.label = options.label ?? options.role ?? '';
    this.role = options.role;
    this.type = options.type ?? (submenu === undefined ? 'normal' : 'submenu');
    this.accelerator = options.accelerator;
    this.click = options.click ?? (() => undefined);
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : submenu;
  }
}

export class Menu {
  readonly items: MenuItem[] = [];
  private static current: Menu | null = null;

  static buildFromTemplate(template: (ItemOptions | MenuItem)[]): Menu {
    const menu = new Menu();
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    return menu;
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.current = menu;
  }
  static getApplicationMenu(): Menu | null {
    return Menu.current;
  }

  append(item: MenuItem): void {
    this.items.push(item);
  }
  insert(at: number, item: MenuItem): void {
    this.items.splice(at, 0, item);
  }
  /** The item of this id, at any depth. */
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
  popup(): void {
    // Never drawn.
  }
}

/** What stands behind `Menu` and `MenuItem`; anything else asked of them is not there. */
export const menuModule = (): { Menu: typeof Menu; MenuItem: typeof MenuItem } => ({
  Menu: strict('Menu', Menu),
  MenuItem,
});
