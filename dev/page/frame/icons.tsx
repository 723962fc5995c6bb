// The page's own line icons and its mark. Decoration only: the words stand beside them or in an aria-label.

const PATHS = {
  menu: 'M3 5h14M3 10h14M3 15h14',
  close: 'M5 5l10 10M15 5L5 15',
  back: 'M12 4l-6 6 6 6',
  'chevron-down': 'M5 8l5 5 5-5',
  'chevron-right': 'M8 5l5 5-5 5',
  check: 'M4 10.5l4 4 8-9',
  more: 'M10 4.5v.6M10 9.7v.6M10 14.9v.6',
  open: 'M8 5H5v10h10v-3M11 4h5v5M16 4l-7 7',
  thread: 'M4 4h12v9H9l-4 3v-3H4z',
  link: 'M8.5 11.5l3-3M7 9l-2 2a2.8 2.8 0 004 4l2-2M9 7l2-2a2.8 2.8 0 014 4l-2 2',
  send: 'M3.5 10L17 3.5 12.5 17l-2.7-5.4z',
  bolt: 'M11 3l-6 8h4l-1 6 6-8h-4z',
  lock: 'M6 9h8v7H6zM7.5 9V7a2.5 2.5 0 015 0v2',
  hash: 'M8 3.5L6.5 16.5M13.5 3.5L12 16.5M4 7.5h13M3 12.5h13',
  arrow: 'M10 4v12M5 11l5 5 5-5',
  eye: 'M2.5 10S5.5 5 10 5s7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5zM10 12a2 2 0 100-4 2 2 0 000 4z',
  file: 'M5 3h7l3 3v11H5zM12 3v3h3',
  guide: 'M4 4h5a2 2 0 011 1.5A2 2 0 0112 4h4v11h-4a2 2 0 00-2 1.5A2 2 0 008 15H4zM10 5.5V16',
  shop: 'M3.5 8L5 4h10l1.5 4M4 8v8h12V8M3.5 8a2 2 0 004 0 2.5 2.5 0 005 0 2 2 0 004 0M8 16v-4h4v4',
  trash: 'M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6',
  dot: 'M10 10v.01',
  'thumb-up': 'M4 9h3v7H4zM7 9l3-6a2 2 0 012 2v3h3.5l-1 6.5a1.5 1.5 0 01-1.5 1.5H7',
  'thumb-down': 'M4 11h3V4H4zM7 11l3 6a2 2 0 002-2v-3h3.5l-1-6.5A1.5 1.5 0 0013 4H7',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}

/** Two ticks that share a stem: one proposes, one countersigns. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect className="mark-ground" width="32" height="32" rx="8" />
      <path className="mark-first" d="M6 16.5l4.5 4.5L18 11.5" />
      <path className="mark-second" d="M13.5 20l2 2L25.5 10" />
    </svg>
  )
}
