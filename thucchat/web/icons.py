"""Small line drawings, 24×24, drawn for this product; ``{% icon name %}`` sets them in a page."""

# Inside of the <svg>: only elements and geometry; colour and stroke come from the style sheet.
ICONS: dict[str, str] = {
    # states: every one has a silhouette of its own, so that colour is never the only sign
    "good": '<circle cx="12" cy="12" r="9.5"/><path d="M7.5 12.5l3 3 6-6.5"/>',
    "warn": '<path d="M12 3.2 22 20.5H2z"/><path d="M12 10v4.5M12 17.4v.1"/>',
    "bad": '<path class="fill" d="M8 2h8l6 6v8l-6 6H8l-6-6V8z"/>'
    '<path class="knock" d="M12 7v6M12 16.6v.1"/>',
    "info": '<circle cx="12" cy="12" r="9.5"/><path class="fill" d="M12 2.5a9.5 9.5 0 0 1 0 19z"/>',
    "wait": '<path d="M6 2.5h12M6 21.5h12M7.5 2.5c0 5 3 6.5 4.5 9.5 1.5-3 4.5-4.5 4.5-9.5'
    'M7.5 21.5c0-5 3-6.5 4.5-9.5 1.5 3 4.5 4.5 4.5 9.5"/>',
    "neutral": '<circle cx="12" cy="12" r="9"/>',
    "hollow": '<circle cx="12" cy="12" r="9" stroke-dasharray="4.2 3.3"/>',
    "stop": '<rect x="4" y="4" width="16" height="16" rx="1"/><path d="M8 12h8"/>',
    "return": '<path d="M9 5 4 10l5 5"/><path d="M4 10h10a6 6 0 0 1 0 12h-2"/>',
    # acts and things
    "next": '<path d="M9 5l7 7-7 7"/>',
    "prev": '<path d="M15 5l-7 7 7 7"/>',
    "up": '<path d="M12 20V5M5.5 11 12 4.5 18.5 11"/>',
    "down": '<path d="M12 4v15M5.5 13l6.5 6.5 6.5-6.5"/>',
    "both": '<path d="M8 9.5 12 5l4 4.5M8 14.5l4 4.5 4-4.5"/>',
    "close": '<path d="M6 6l12 12M18 6 6 18"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5 21 21"/>',
    "user": '<circle cx="12" cy="8" r="4.5"/>'
    '<path d="M3.5 21c.8-4.6 4.3-6.5 8.5-6.5s7.7 1.9 8.5 6.5"/>',
    "file": '<path d="M6 2.5h8.5L19 7v14.5H6z"/><path d="M14 2.5V7.5h5M9 12h7M9 16h7"/>',
    "download": '<path d="M12 3v12M6.5 10l5.5 5.5L17.5 10M4 20.5h16"/>',
    "upload": '<path d="M12 16V4M6.5 9.5 12 4l5.5 5.5M4 20.5h16"/>',
    "copy": '<rect x="8" y="8" width="13" height="13" rx="1"/><path d="M16 8V3H3v13h5"/>',
    "print": '<path d="M7 9V3h10v6M7 17H3V9h18v8h-4"/><path d="M7 14h10v7H7z"/>',
    "link": '<path d="M10 14a4.5 4.5 0 0 0 6.5.3l3-3a4.5 4.5 0 0 0-6.4-6.4L11.5 6.5"/>'
    '<path d="M14 10a4.5 4.5 0 0 0-6.5-.3l-3 3a4.5 4.5 0 0 0 6.4 6.4l1.6-1.6"/>',
    "lock": '<rect x="4.5" y="10.5" width="15" height="11" rx="1"/>'
    '<path d="M8 10.5V7a4 4 0 0 1 8 0v3.5"/>',
    "plus": '<path d="M12 4v16M4 12h16"/>',
    "edit": '<path d="M4 20l1-5L16.5 3.5l4 4L9 19z"/>',
    "filter": '<path d="M3 5h18l-7 8.5V20l-4-2v-4.5z"/>',
    "clock": '<circle cx="12" cy="12" r="9.5"/><path d="M12 6.5V12l4 2.5"/>',
    "inbox": '<path d="M3 13.5 6 4h12l3 9.5V20H3z"/><path d="M3 13.5h5.5a3.5 3.5 0 0 0 7 0H21"/>',
    "flag": '<path d="M5 22V3M5 4h13l-3 4.5L18 13H5"/>',
    "about": '<circle cx="12" cy="12" r="9.5"/><path d="M12 11v6M12 7.2v.1"/>',
    "help": '<circle cx="12" cy="12" r="9.5"/>'
    '<path d="M9 9.5a3 3 0 1 1 4.3 2.7c-.9.5-1.3 1-1.3 2M12 17.3v.1"/>',
}
