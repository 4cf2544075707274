"""Which addresses are the world's, and how one must be written."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.syndication.addresses import NotAnAddress, are_all_open, is_open, read

OPEN = [
    "93.184.215.14",
    "8.8.8.8",
    "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
]
CLOSED = [
    "0.0.0.0",  # noqa: S104
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.5",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::808:808",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",  # Teredo for 127.0.0.1
    "2001:0:a00:1:0:0:f7f7:f7f7",  # Teredo by a server at 10.0.0.1
    "2606:4700::5efe:10.0.0.1",  # ISATAP
    "2606:4700::200:5efe:127.0.0.1",
    "100::1",
    "2001:db8::1",
    "2001:20::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("text", OPEN)
def test_the_world_is_open(text: str) -> None:
    assert is_open(ip_address(text))


@pytest.mark.parametrize("text", CLOSED)
def test_what_is_inside_is_closed(text: str) -> None:
    assert not is_open(ip_address(text))


@pytest.mark.parametrize("text", CLOSED)
def test_one_address_that_is_inside_closes_a_name(text: str) -> None:
    assert not are_all_open([ip_address("8.8.8.8"), ip_address(text)])
    assert not are_all_open([ip_address(text), ip_address("8.8.8.8")])


def test_no_address_at_all_is_not_open() -> None:
    assert not are_all_open([])


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_changes_nothing_of_it(ip: object) -> None:
    plain, number = ip_address(str(ip)), int(ip_address(str(ip)))
    wrapped = [ip_address((0xFFFF << 32) + number), ip_address((0x64FF9B << 96) + number)]
    wrapped.append(ip_address((0x2002 << 112) + (number << 80)))
    assert {is_open(each) for each in wrapped} == {is_open(plain)}


GOOD = {
    "https://www.example.org": ("www.example.org", 443, "/"),
    "https://www.example.org/hooks?token=a%20b": ("www.example.org", 443, "/hooks?token=a%20b"),
    "HTTPS://WWW.Example.ORG:8443/Hooks": ("www.example.org", 8443, "/Hooks"),
    "https://xn--bcher-kva.example/": ("xn--bcher-kva.example", 443, "/"),
    "https://93.184.215.14/hooks": ("93.184.215.14", 443, "/hooks"),
    "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/": ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", 443, "/"),
    "https://www.example.org?x=1": ("www.example.org", 443, "?x=1"),
}
BAD = [
    "",
    "www.example.org",
    "//www.example.org/",
    "http://www.example.org/",
    "ftp://www.example.org/",
    "file:///etc/passwd",
    "gopher://www.example.org/",
    "https://",
    "https:///hooks",
    "https://user@www.example.org/",
    "https://user:secret@www.example.org/",
    "https://www.example.org@127.0.0.1/",
    "https://127.0.0.1\\@www.example.org/",
    "https://www.example.org\\@127.0.0.1/",
    "https://www.example.org#@127.0.0.1/",
    "https://www.example.org/#fragment",
    "https://www.example.org:80/",
    "https://www.example.org:22/",
    "https://www.example.org:6379/",
    "https://www.example.org:0/",
    "https://www.example.org:99999/",
    "https://www.example.org:443:443/",
    "https://www.example.org./",
    "https://.example.org/",
    "https://www..example.org/",
    "https://-www.example.org/",
    "https://www_x.example.org/",
    "https://localhost/",
    "https://localhost./",
    "https://LOCALHOST/",
    "https://intranet/",
    "https://127.1/",
    "https://127.0.1/",
    "https://0/",
    "https://0177.0.0.1/",
    "https://0x7f.0.0.1/",
    "https://0x7f000001/",
    "https://2130706433/",
    "https://017700000001/",
    "https://127.0.0.0x1/",
    "https://127.0.0.1./",
    "https://[::1%25eth0]/",
    "https://[::1/",
    "https://::1/",
    "https://\uff11\uff12\uff17.0.0.1/",
    "https://127\u30020\u30020\u30021/",
    "https://\u24dbocalhost.example/",
    "https://bücher.example/",
    "https://www.example.org%2f@127.0.0.1/",
    "https://%31%32%37.0.0.1/",
    "https://www.example.org/a b",
    "https://www.example.org/\r\nHost: inside",
    "https://www.example.org/\x00",
    "https://www.example.org/\t",
    " https://www.example.org/",
    "https://www.example.org/ ",
    "https://www.example.org/" + "a" * 500,
]


@pytest.mark.parametrize("text", GOOD)
def test_an_address_is_read(text: str) -> None:
    found = read(text)
    assert (found.host, found.port, found.target) == GOOD[text]


@pytest.mark.parametrize("text", BAD)
def test_what_could_be_read_in_two_ways_is_none(text: str) -> None:
    with pytest.raises(NotAnAddress):
        read(text)


@pytest.mark.parametrize("text", ["http://127.0.0.1:9000/x", "http://localhost:9000/", "https://[::1]:1234/"])
def test_this_machine_is_an_address_only_where_that_is_allowed(text: str) -> None:
    assert read(text, this_machine=True)
    with pytest.raises(NotAnAddress):
        read(text)


@pytest.mark.parametrize("text", ["http://10.0.0.1/", "http://www.example.org/", "http://127.0.0.2/", "https://127.1/"])
def test_allowing_this_machine_allows_no_other(text: str) -> None:
    with pytest.raises(NotAnAddress):
        read(text, this_machine=True)


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_is_none(text: str) -> None:
    for candidate in (text, f"https://{text}", f"https://www.example.org{text}"):
        try:
            found = read(candidate)
        except NotAnAddress:
            continue
        assert found.scheme == "https"
        assert found.host.isascii()
