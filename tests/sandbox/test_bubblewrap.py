"""rulekit/sandbox/bubblewrap.py: the words that make a file system of few parts."""

from rulekit.sandbox.bubblewrap import version, words


def made(*reads, is_root=False):
    return " ".join(words("/x/stub.py", reads, 1000, is_root=is_root))


def test_everything_is_apart():
    for one in ("user", "pid", "net", "ipc", "uts"):
        assert f"--unshare-{one} " in made()


def test_root_needs_no_user_space_and_may_become_somebody():
    assert "--unshare-user" not in made(is_root=True)
    assert "--cap-drop ALL --cap-add CAP_SETUID --cap-add CAP_SETGID" in made(is_root=True)


def test_only_a_bounded_folder_can_be_written():
    assert made().endswith(
        "--perms 1777 --size 1000 --tmpfs /tmp --remount-ro /dev --remount-ro / --chdir /tmp --"
    )


def test_folders_above_what_is_read_can_be_gone_through():
    assert "--perms 0755 --dir /opt --perms 0755 --dir /opt/a --ro-bind /opt/a/b /opt/a/b " in made(
        "/opt/a/b"
    )


def test_what_usr_has_is_there_already():
    assert "/usr/lib/python3" not in made("/usr/lib/python3")


def test_where_it_is_not_installed_it_has_no_version(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert "" == version()


def test_what_is_read_may_lie_where_the_bounded_folder_is():
    assert "--tmpfs /tmp --perms 0755 --dir /tmp --ro-bind /tmp/env /tmp/env " in made("/tmp/env")
