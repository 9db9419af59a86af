package kz.sandyq.platform.web;

import java.util.List;

/** Something that whoever is signed in has to see on every page. */
public interface FrameNotice {
    /** Keys of messages; none when there is nothing to say. */
    List<String> keys();
}
