package kz.sandyq.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

/** A test on the whole platform with an empty database; every such test shares one context. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = PlatformApplication.class,
        properties = {"sandyq.database.directory=throwaway", "sandyq.sign-in.attempts-per-minute-and-address=100000"})
@AutoConfigureMockMvc
public @interface PlatformTest {}
